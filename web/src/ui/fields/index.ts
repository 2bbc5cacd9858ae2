export { Checkbox, RadioGroup } from './Choice';
export { DateField } from './DateField';
export { Field } from './Field';
export { FileDrop } from './FileDrop';
export { MoneyField } from './MoneyField';
export { type Pick, PickField } from './PickField';
export { type Option, Select, SelectField } from './Select';
export { TextArea, TextField } from './TextField';
