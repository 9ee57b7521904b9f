/* The compiled tables of data/en, linked into the library's read-only data (see data/compile.c).
 * ONR_WORLD_FILE is the container's path, given by the build. */
    .section .rodata
    .balign 64
    .globl onr_world_data
    .hidden onr_world_data
    .globl onr_world_data_end
    .hidden onr_world_data_end
onr_world_data:
    .incbin ONR_WORLD_FILE
onr_world_data_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
