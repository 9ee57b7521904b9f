-- Version 4 in SQLite: spans(x) tells in JSON what is packed (store/spans.h); words of new
-- statements, too, are put in by whoever adds them: a trigger would make FTS5 write each of them by
-- itself.
DROP TRIGGER statement_added;

ALTER TABLE entity RENAME COLUMN spans TO spans_json;
ALTER TABLE entity ADD COLUMN spans BLOB NOT NULL DEFAULT x'';
UPDATE entity SET spans = pack_spans(spans_json);
ALTER TABLE entity DROP COLUMN spans_json;

ALTER TABLE event RENAME COLUMN spans TO spans_json;
ALTER TABLE event ADD COLUMN spans BLOB NOT NULL DEFAULT x'';
UPDATE event SET spans = pack_spans(spans_json);
ALTER TABLE event DROP COLUMN spans_json;

ALTER TABLE statement RENAME COLUMN content_spans TO content_json;
ALTER TABLE statement RENAME COLUMN speaker_spans TO speaker_json;
ALTER TABLE statement RENAME COLUMN cue_spans TO cue_json;
ALTER TABLE statement ADD COLUMN content_spans BLOB NOT NULL DEFAULT x'';
ALTER TABLE statement ADD COLUMN speaker_spans BLOB NOT NULL DEFAULT x'';
ALTER TABLE statement ADD COLUMN cue_spans BLOB NOT NULL DEFAULT x'';
UPDATE statement SET content_spans = pack_spans(content_json),
    speaker_spans = pack_spans(speaker_json), cue_spans = pack_spans(cue_json);
ALTER TABLE statement DROP COLUMN content_json;
ALTER TABLE statement DROP COLUMN speaker_json;
ALTER TABLE statement DROP COLUMN cue_json;
