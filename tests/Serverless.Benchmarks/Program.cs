using Serverless.Benchmarks;
using Serverless.Testing;

await using var storage = await Azurite.StartAsync();
await using var host = await BenchmarkHost.StartAsync(storage.ConnectionString);
var report = new Report(Console.Out);
await DurableThroughput.MeasureAsync(host, storage.ConnectionString, report);
return report.IsMet ? 0 : 1;
