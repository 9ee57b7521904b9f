-- What only SQLite has, behind schema.sql: full text over articles and statements. Triggers keep it
-- in step, but for the text of new articles: whoever adds them has it at hand and puts it in. A row
-- is found by MATCH; its rowid is the id of the article or statement. Single words and their
-- beginnings are indexed, not their order: a phrase is looked for in the text of what matches all
-- its words. unpack() is a function that onrecord brings along.

-- the text, headline first; all spans point into its UTF-8 bytes
CREATE VIEW article_text AS SELECT id, unpack(text) AS text FROM article;

CREATE VIRTUAL TABLE article_search USING fts5 (
    text, content='article_text', content_rowid='id', detail='none', columnsize=0,
    tokenize='porter unicode61');
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
    INSERT INTO article_search (article_search, rowid, text)
    VALUES ('delete', old.id, unpack(old.text));
END;

CREATE VIRTUAL TABLE statement_search USING fts5 (
    content, content='statement', content_rowid='id', detail='none', columnsize=0,
    tokenize='porter unicode61');
CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
    INSERT INTO statement_search (rowid, content) VALUES (new.id, new.content);
END;
CREATE TRIGGER statement_gone AFTER DELETE ON statement BEGIN
    INSERT INTO statement_search (statement_search, rowid, content)
    VALUES ('delete', old.id, old.content);
END;
