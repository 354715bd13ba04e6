using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Serverless.Bench.Surrogates;

/// <summary>Does the tasks that another process asks for: places among all, joined by spaces, a unit a line; a line of JSON answers each task.</summary>
static class EvaluationServer
{
    /// <param name="plan">Gives all tasks that the other planned; told what ends them.</param>
    /// <param name="orders">Its end ends this, whatever is being done.</param>
    /// <param name="answers">Nothing else may be written there.</param>
    /// <param name="cancellation">Ends this too.</param>
    /// <exception cref="BenchException">It cannot be done; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Ended before all was done that was asked for.</exception>
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
            // This has ended already.
        }
    }
}
