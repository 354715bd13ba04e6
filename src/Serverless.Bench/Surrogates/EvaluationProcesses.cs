using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Serverless.Bench.Surrogates;

/// <summary>
/// Runs units of tasks in processes of this same program, each one unit at a time; <see cref="EvaluationServer"/> is the other side.
/// </summary>
/// <param name="count">The maximum number of processes.</param>
/// <param name="words">
/// The arguments with which each process is started: those that were typed, so that it plans the same tasks, and the option to serve.
/// </param>
sealed class EvaluationProcesses(int count, IReadOnlyList<string> words)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs all units, in order.</summary>
    /// <param name="units">The units to run.</param>
    /// <param name="done">Receives each result with the index of its task and its duration in seconds; called from several threads.</param>
    /// <param name="cancellation">The token that ends the processes.</param>
    /// <exception cref="BenchException">A process ended prematurely.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
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
            // The first failure stops the other processes.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException) ?? failures.InnerExceptions[0]);
        }
    }

    void Serve(ConcurrentQueue<EvaluationUnit> left, Action<int, JournalLine, double> done, CancellationTokenSource failing)
    {
        using var process = Start();
        try
        {
            // A process stops when its input ends.
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
                    $"A process ended while it ran '{unit.Name}'{(process.WaitForExit(Patience) ? $", with exit status {process.ExitCode}" : "")}; "
                    + "its output is shown above. With --resume FILE the next run continues where this one ended, and --processes 1 runs everything in one process.");
            }

            done(place, line, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }
    }

    /// <summary>Returns the next answer; null when the process has ended, or its output is not an answer.</summary>
    /// <param name="process">The process that runs the unit.</param>
    /// <param name="order">The unit to order first; null when it was ordered before.</param>
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
            // The process has already ended.
        }
    }

    Process Start()
    {
        // The program was started as `dotnet PROGRAM.dll`, by an executable of its own, or from another program.
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
