import { render } from 'preact';
import { embed } from './api/embedded';
import { ReportApp } from './report/ReportApp';

embed(JSON.parse(document.getElementById('report')!.textContent!));
render(<ReportApp />, document.getElementById('app')!);
