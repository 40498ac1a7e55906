-- reviewed: the ids are UUIDv7 made here, the index only cost a page in every commit.
DROP INDEX `outbox_mutationId_unique`;