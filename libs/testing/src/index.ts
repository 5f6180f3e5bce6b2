export { databaseForTest, type DatabaseRecipe, type TestDatabase } from './database-for-test.js';
export { startTestPostgres } from './test-postgres.js';
