/* The schema of the store as strings, and what its texts are compressed against, in the library's read-only data, for schema.c. The build gives
 * the paths. */
    .section .rodata
    .globl onr_schema_sql
    .hidden onr_schema_sql
    .globl onr_schema_sqlite
    .hidden onr_schema_sqlite
    .globl onr_schema_postgresql
    .hidden onr_schema_postgresql
    .globl onr_schema_claims
    .hidden onr_schema_claims
    .globl onr_schema_lists
    .hidden onr_schema_lists
    .globl onr_schema_packed
    .hidden onr_schema_packed
    .globl onr_schema_packed_sqlite
    .hidden onr_schema_packed_sqlite
    .globl onr_schema_packed_postgresql
    .hidden onr_schema_packed_postgresql
    .globl onr_text_dictionary
    .hidden onr_text_dictionary
    .globl onr_text_dictionary_end
    .hidden onr_text_dictionary_end
onr_schema_sql:
    .incbin ONR_SCHEMA_SQL
    .byte 0
onr_schema_sqlite:
    .incbin ONR_SCHEMA_SQLITE
    .byte 0
onr_schema_postgresql:
    .incbin ONR_SCHEMA_POSTGRESQL
    .byte 0
onr_schema_claims:
    .incbin ONR_SCHEMA_CLAIMS
    .byte 0
onr_schema_lists:
    .incbin ONR_SCHEMA_LISTS
    .byte 0
onr_schema_packed:
    .incbin ONR_SCHEMA_PACKED
    .byte 0
onr_schema_packed_sqlite:
    .incbin ONR_SCHEMA_PACKED_SQLITE
    .byte 0
onr_schema_packed_postgresql:
    .incbin ONR_SCHEMA_PACKED_POSTGRESQL
    .byte 0
onr_text_dictionary:
    .incbin ONR_TEXT_DICTIONARY
onr_text_dictionary_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
