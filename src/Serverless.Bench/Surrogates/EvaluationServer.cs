using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Serverless.Bench.Surrogates;

/// <summary>
/// Runs the tasks that another process requests: each input line has the indices of a unit's tasks, separated by spaces, and each task is answered by
/// a line of JSON.
/// </summary>
static class EvaluationServer
{
    /// <param name="plan">Returns all tasks, as the other process planned them; receives the token that ends them.</param>
    /// <param name="orders">The input; its end ends this method, whatever is in progress.</param>
    /// <param name="answers">The output; nothing else may be written there.</param>
    /// <param name="cancellation">The token that also ends this method.</param>
    /// <exception cref="BenchException">The tasks cannot be run; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The run ended before all requested tasks were done.</exception>
    public static void Run(Func<CancellationToken, IReadOnlyList<EvaluationTask>> plan, TextReader orders, TextWriter answers, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var units = new BlockingCollection<string>();
        var tasks = plan(ending.Token);
        var reading = new Thread(() => Read(orders, units, ending)) { IsBackground = true };
        reading.Start();
        foreach (var place in units.GetConsumingEnumerable(cancellation).SelectMany(unit => unit.Split(' ')))
        {
            var line = tasks[int.Parse(place, CultureInfo.InvariantCulture)].Run();
            answers.WriteLine(JsonSerializer.Serialize(line, JournalJson.Default.JournalLine));
            answers.Flush();
        }

        reading.Join();
    }

    static void Read(TextReader orders, BlockingCollection<string> units, CancellationTokenSource ending)
    {
        try
        {
            while (orders.ReadLine() is { } unit)
            {
                units.Add(unit);
            }

            units.CompleteAdding();
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The source has been disposed of: the method has already ended.
        }
    }
}
