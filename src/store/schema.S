/* The schema of the store as strings in the library's read-only data, for schema.c. The build gives
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
    .section .note.GNU-stack, "", %progbits
