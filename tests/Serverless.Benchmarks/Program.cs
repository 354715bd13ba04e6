using Serverless.Benchmarks;
using Serverless.Benchmarks.Algorithms;
using Serverless.Benchmarks.Durable;
using Serverless.Benchmarks.Fronts;
using Serverless.Benchmarks.Generators;
using Serverless.Benchmarks.Kernels;
using Serverless.Benchmarks.Rungs;
using Serverless.Benchmarks.Scale;
using Serverless.Benchmarks.Surrogates;
using Serverless.Benchmarks.Tables;
using Serverless.Benchmarks.Trainings;
using Serverless.Benchmarks.Workers;
using Serverless.Learning.Kernels;

if (TorchProcess.RunCheck(args) is { } checkStatus)
{
    return checkStatus;
}

var report = new Report(Console.Out);
if (args is ["kernels"])
{
    KernelSpeed.Measure(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["kernels", var setting])
{
    return KernelSpeed.MeasureOne(setting, Console.Out);
}

if (args is ["surrogates" or "generators" or "trainings" or "rungs", ..])
{
    TorchProcess.Start(typeof(Report).Assembly);
}

if (args is ["fronts"])
{
    FrontKernels.Measure(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["algorithms"])
{
    ProposalCost.Measure(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["spaces", .. var algorithms])
{
    LargeSpace.Measure(report, algorithms);
    return 0;
}

if (args is ["surrogates"])
{
    ScoringThroughput.Measure(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["generators"])
{
    await AnswerTime.MeasureAsync(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["tables"])
{
    await TableThroughput.MeasureAsync(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["workers"])
{
    await WorkerThroughput.MeasureAsync(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["idle"])
{
    await IdlePlatform.MeasureAsync(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["busy"])
{
    await BusyShares.MeasureAsync(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["scale", "table", .. var most] && Numbers.Read(most, 100_000) is [var candidates])
{
    await ScaleSearches.MeasureTableAsync(report, (int)candidates);
    return report.IsMet ? 0 : 1;
}

if (args is ["scale", "asynchronous", .. var sizes] && Numbers.Read(sizes, 10_000, 100, 30) is [var evaluations, var workers, var seconds])
{
    await ScaleSearches.MeasureAsynchronousAsync(report, (int)evaluations, (int)workers, seconds);
    return report.IsMet ? 0 : 1;
}

if (args is ["kills", .. var many] && Numbers.Read(many, 200) is [var killed])
{
    await KilledSearch.MeasureAsync(report, (int)killed);
    return report.IsMet ? 0 : 1;
}

if (args is ["trainings"])
{
    await TrainingThroughput.MeasureAsync(report);
    return report.IsMet ? 0 : 1;
}

if (args is ["rungs", .. var words])
{
    if (RungOptions.Read(words) is not { } options)
    {
        Console.Error.WriteLine($"Usage: {RungOptions.Usage}");
        return 2;
    }

    await RungComparison.MeasureAsync(options, report);
    return report.IsMet ? 0 : 1;
}

if (args is ["durable"])
{
    await DurableThroughput.MeasureAsync(report);
    return 0;
}

if (args is ["recovery"])
{
    await RecoveryTimes.MeasureAsync(report);
    return 0;
}

Console.Error.WriteLine("Usage: kernels | durable | recovery | tables | workers | busy | kills [EVALUATIONS] | idle | scale table [CANDIDATES] | scale asynchronous [EVALUATIONS [WORKERS [SECONDS]]] | trainings | rungs | surrogates | generators | algorithms | spaces [ALGORITHM ...] | fronts");
return 2;
