using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Serverless.Bench.Surrogates;

/// <summary>Processes of this same program that do units of tasks, each one unit at a time; <see cref="EvaluationServer"/> is the other side.</summary>
/// <param name="count">How many at most.</param>
/// <param name="words">What each is started with: what was typed, so that it plans the same tasks, and that it is to serve.</param>
sealed class EvaluationProcesses(int count, IReadOnlyList<string> words)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Does all units, the first first.</summary>
    /// <param name="units">What to do.</param>
    /// <param name="done">Told each result by its task's place, with the seconds that it took; from several threads.</param>
    /// <param name="cancellation">Ends the processes.</param>
    /// <exception cref="BenchException">A process ended before it was to.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Do(IReadOnlyList<EvaluationUnit> units, Action<int, JournalLine, double> done, CancellationToken cancellation)
    {
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = new ConcurrentQueue<EvaluationUnit>(units);
        Task[] hands =
        [
            .. Enumerable.Range(0, Math.Min(count, units.Count)).Select(_ => Task.Factory.StartNew(
                () => Serve(left, done, failing), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        try
        {
            Task.WaitAll(hands, CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            // What fails first stops the others.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException) ?? failures.InnerExceptions[0]);
        }
    }

    void Serve(ConcurrentQueue<EvaluationUnit> left, Action<int, JournalLine, double> done, CancellationTokenSource failing)
    {
        using var process = Start();
        try
        {
            // The end of its input is what tells it to stop.
            using var stopping = failing.Token.Register(() => Close(process));
            while (left.TryDequeue(out var unit))
            {
                failing.Token.ThrowIfCancellationRequested();
                Do(process, unit, done, failing.Token);
            }
        }
        catch
        {
            failing.Cancel();
            throw;
        }
        finally
        {
            Close(process);
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    static void Do(Process process, EvaluationUnit unit, Action<int, JournalLine, double> done, CancellationToken cancellation)
    {
        foreach (var (number, place) in unit.Places.Index())
        {
            var started = TimeProvider.System.GetTimestamp();
            if (Answer(process, number == 0 ? unit : null) is not { } line)
            {
                cancellation.ThrowIfCancellationRequested();
                throw new BenchException(
                    $"A process ended while it did '{unit.Name}'{(process.WaitForExit(Patience) ? $", with exit status {process.ExitCode}" : "")}; "
                    + "what it said stands above. With --resume FILE the next run begins where this one ended, and --processes 1 runs everything in one process.");
            }

            done(place, line, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }
    }

    /// <summary>What comes next; null where the process has ended, or says what is no answer.</summary>
    /// <param name="process">Does it.</param>
    /// <param name="order">What it is told to do first; null: it knows.</param>
    static JournalLine? Answer(Process process, EvaluationUnit? order)
    {
        try
        {
            if (order is not null)
            {
                process.StandardInput.WriteLine(string.Join(' ', order.Places.Select(place => place.ToString(CultureInfo.InvariantCulture))));
                process.StandardInput.Flush();
            }

            return process.StandardOutput.ReadLine() is { } answer ? JsonSerializer.Deserialize(answer, JournalJson.Default.JournalLine) : null;
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or JsonException)
        {
            return null;
        }
    }

    static void Close(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    Process Start()
    {
        // Started as `dotnet PROGRAM.dll`, by an executable of its own, or from another program.
        var program = typeof(EvaluationProcesses).Assembly;
        var (isOwn, isByDotnet) = (Assembly.GetEntryAssembly() == program, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet");
        var started = isOwn || isByDotnet ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(started) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (isByDotnet || !isOwn)
        {
            start.ArgumentList.Add(program.Location);
        }

        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start) ?? throw new BenchException($"{started} did not start.");
    }
}
