export { databaseForTest, type DatabaseRecipe, type TestDatabase } from './database-for-test.js';
export { onceInARun } from './once-in-a-run.js';
export { startTestKafka, testKafka, type TestKafka } from './test-kafka.js';
export { startTestPostgres } from './test-postgres.js';
