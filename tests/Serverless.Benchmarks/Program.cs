using Serverless.Benchmarks;
using Serverless.Benchmarks.Algorithms;
using Serverless.Benchmarks.Fronts;
using Serverless.Benchmarks.Rungs;
using Serverless.Benchmarks.Surrogates;
using Serverless.Benchmarks.Tables;
using Serverless.Benchmarks.Trainings;
using Serverless.Benchmarks.Workers;
using Serverless.Testing;

var report = new Report(Console.Out);
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

if (args is ["surrogates"])
{
    ScoringThroughput.Measure(report);
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

await using var storage = await Azurite.StartAsync();
await using var host = await BenchmarkHost.StartAsync(storage.ConnectionString);
await DurableThroughput.MeasureAsync(host, storage.ConnectionString, report);
return report.IsMet ? 0 : 1;
