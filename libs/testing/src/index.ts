export { databaseForTest, type DatabaseRecipe, type TestDatabase } from './database-for-test.js';
export { testPostgresVariable } from './test-postgres.js';
