using System.Collections.Concurrent;
using System.Diagnostics;
using Serverless.Cli;
using Serverless.Cli.Local;
using Serverless.Cli.Local.Processes;

namespace Serverless.TestRunner;

/// <summary>Runs test programs in parallel, each with its own home folder; the last line of the output summarises the results.</summary>
/// <param name="folder">The folder for outputs, which is created if necessary.</param>
/// <param name="output">The writer for results.</param>
public sealed class TestRun(string folder, TextWriter output)
{
    /// <summary>Programs at once. Some wait most of their time for processes, leases and clocks, which leaves room for others.</summary>
    const int Lanes = 3;

    const int LogLines = 30;

    static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    readonly TextWriter _output = TextWriter.Synchronized(output);

    /// <value>A program that runs longer is killed, and counts as failed. Default: 25 minutes.</value>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(25);

    /// <summary>Runs all, the first ones first, and counts.</summary>
    /// <param name="plan">Gives what to run.</param>
    /// <param name="stop">Ends it; what was not run counts as one failure.</param>
    /// <returns>0 when tests were run and none failed, else 1.</returns>
    public async Task<int> RunAsync(Func<IReadOnlyList<TestProgram>> plan, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var all = new ConcurrentBag<TestResults>();
        try
        {
            Directory.CreateDirectory(folder);
            await Parallel.ForEachAsync(
                plan(),
                new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = stop },
                async (program, token) => all.Add(await RunAsync(program, token).ConfigureAwait(false))).ConfigureAwait(false);
            if (all.Sum(results => results.Passed) == 0)
            {
                all.Add(Failed("No test passed", ""));
            }
        }
        catch (Exception fault)
        {
            // Whatever keeps tests from running is a failure, and the last line tells in any case.
            all.Add(stop.IsCancellationRequested ? Failed("The run was interrupted", "") : Failed("The tests could not be run", fault is CliException ? fault.Message : fault.ToString()));
        }

        var exitCode = Conclude([.. all], clock.Elapsed);
        stop.ThrowIfCancellationRequested();
        return exitCode;
    }

    static TestResults Failed(string what, string why) => TestResults.Nothing with { Failures = [new TestFailure(what, why, "")] };

    int Conclude(IReadOnlyList<TestResults> all, TimeSpan took)
    {
        var failures = all.SelectMany(results => results.Failures).ToList();
        foreach (var failure in failures)
        {
            failure.Write(_output, withDetails: false);
        }

        var skipped = all.Sum(results => results.Skipped);
        _output.Say($"Ran in {took.TotalSeconds:0} s. Outputs: {folder}{(skipped > 0 ? $" ({skipped} skipped, with reasons)" : "")}");
        _output.WriteLine($"{all.Sum(results => results.Passed)} passed, {failures.Count} failed");
        return failures.Count == 0 ? 0 : 1;
    }

    async Task<TestResults> RunAsync(TestProgram program, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var log = Path.Combine(folder, program.Name + ".log");
        var xml = Path.Combine(folder, program.Name + ".xml");
        var words = program.Words.Select(word => word == TestProgram.Results ? xml : word).ToList();
        // When this process is killed, xunit ends after the tests that run, which then stop what they have started.
        var process = await OwnedProcess.StartAsync(
            new ProcessCommand(words, log, Path.Combine(folder, "home", program.Name))
            {
                WorkingFolder = program.WorkingFolder,
                Environment = program.Environment,
                DeathSignal = "INT",
            }).ConfigureAwait(false);
        var isLate = await Task.WhenAny(process.Exited, Task.Delay(Limit, stop)).ConfigureAwait(false) != process.Exited;
        // What tests have left running ends too.
        await process.StopAsync(StopGrace).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();

        var status = await process.Exited.ConfigureAwait(false);
        var end = isLate ? $"was killed after {Limit}" : status == 0 ? "" : $"ended with exit status {status}";
        var results = Judge(program, end, log, TestResults.Read(xml));
        _output.WriteLine(FormattableString.Invariant(
            $"{program.Name}: {results.Passed} passed, {results.Failures.Count} failed, {results.Skipped} skipped, {clock.Elapsed.TotalSeconds:0.0} s"));
        foreach (var failure in results.Failures)
        {
            failure.Write(_output, withDetails: true);
        }

        return results;
    }

    static TestResults Judge(TestProgram program, string end, string log, TestResults? results)
    {
        if (results is not null && (end.Length == 0 || results.Failures.Count > 0))
        {
            return results;
        }

        // The process fell over after its tests, or before it could tell of them.
        var tail = string.Join('\n', LogFile.Tail(log, LogLines));
        var failure = new TestFailure(
            $"{program.Name} {(end.Length > 0 ? end : "wrote no results")}", $"Full output: {log}", tail);
        return (results ?? TestResults.Nothing) with { Failures = [failure] };
    }
}
