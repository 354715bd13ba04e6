// Only the parts of ECharts that the dashboard draws with.
import { BarChart, CustomChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
    DataZoomInsideComponent,
    GridComponent,
    LegendComponent,
    MarkLineComponent,
    ParallelComponent,
    VisualMapContinuousComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([
    BarChart,
    CanvasRenderer,
    CustomChart,
    DataZoomInsideComponent,
    GridComponent,
    LegendComponent,
    LineChart,
    MarkLineComponent,
    ParallelChart,
    ParallelComponent,
    ScatterChart,
    VisualMapContinuousComponent,
]);

export { init };
export type { ECharts } from 'echarts/core';

// Options are plain data here; ECharts' own type of them names every component that there is.
export type ChartOption = Record<string, unknown>;
