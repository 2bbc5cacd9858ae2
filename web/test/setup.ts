import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { activateLocale } from '../src/i18n/catalogue';

beforeAll(() => activateLocale('zh-CN'));
afterEach(cleanup);
