using System.Diagnostics;
using System.Globalization;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Scripts;

public sealed class ProcessScriptTests : IDisposable
{
    // Read in a function, as the entry script does.
    static readonly string[] Parts = ["say", "processes"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StartProcess_ScriptEnds_NothingItStartedRemains()
    {
        var run = await RunAsync("start_process sleeper bash -c 'echo hello; sleep 600 & echo $! >\"$RUN/grandchild\"; wait'\nuntil [ -s \"$RUN/grandchild\" ]; do sleep 0.05; done\necho \"${STARTED_PIDS[0]}\" >\"$RUN/child\"");

        run.ExitCode.ShouldBe(0, run.Error);
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "sleeper.log"))).ShouldContain("hello");
        IsRunning("child").ShouldBeFalse();
        IsRunning("grandchild").ShouldBeFalse();
    }

    [Fact]
    public async Task StartProcess_ScriptIsTerminated_NothingItStartedRemains()
    {
        await using var script = ChildProcess.Start("bash", Arguments("start_process sleeper sleep 600\necho \"${STARTED_PIDS[0]}\" >\"$RUN/child\"\nwhile true; do sleep 0.1; done"));
        await Eventually.HoldsAsync("the process is started", () => Task.FromResult(File.Exists(Path.Combine(_folder.Path, "child"))));

        (await script.TerminateAsync()).ShouldBe(143);

        IsRunning("child").ShouldBeFalse();
    }

    [Fact]
    public async Task StartProcess_IgnoresTermination_IsKilled()
    {
        var run = await RunAsync("STOP_SECONDS=1\nstart_process stubborn bash -c 'trap \"\" TERM; touch \"$RUN/ready\"; while true; do sleep 0.1; done'\nuntil [ -e \"$RUN/ready\" ]; do sleep 0.05; done\necho \"${STARTED_PIDS[0]}\" >\"$RUN/child\"");

        run.Error.ShouldContain("stubborn did not stop in 1 s and was killed");
        IsRunning("child").ShouldBeFalse();
    }

    [Fact]
    public async Task WaitFor_ProcessDies_ShowsItsLogAndNamesTheFile()
    {
        var run = await RunAsync("start_process host bash -c 'echo \"the reason\" >&2; exit 7'\nwait_for host 30 false");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the reason");
        run.Error.ShouldContain("host ended with exit status 7");
        run.Error.ShouldContain(Path.Combine(_folder.Path, "host.log"));
    }

    [Fact]
    public async Task StartLasting_ProcessDiesTwice_IsStartedAgainWithPausesAndSaidSo()
    {
        var run = await RunAsync(
            "dies() { start_process \"$1\" bash -c 'echo started; exit 9'; }\nstart_lasting worker dies\n"
            + "until [ \"$(grep -c started \"$RUN/worker.log\")\" -ge 3 ]; do require_running; sleep 0.1; done\necho \"${PAUSES[worker]}\"");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.Trim().ShouldBe("4");
        run.Error.ShouldContain("worker ended with exit status 9; it is started again in 1 s.");
        run.Error.ShouldContain("worker ended with exit status 9; it is started again in 2 s.");
    }

    [Fact]
    public async Task StartLasting_AnotherProcessDies_EndsTheScriptAllTheSame()
    {
        var run = await RunAsync("start_process host bash -c 'exit 7'\nrests() { start_process \"$1\" sleep 600; }\nstart_lasting worker rests\nwhile true; do require_running; sleep 0.1; done");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("host ended with exit status 7");
    }

    [Fact]
    public async Task WaitFor_NeverReady_GivesUp()
    {
        var run = await RunAsync("start_process host sleep 600\nwait_for host 1 false");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("host did not answer in time");
    }

    [Fact]
    public async Task StopProcess_OneOfTwo_LeavesTheOther()
    {
        var run = await RunAsync("start_process first sleep 600\nstart_process second sleep 600\nstop_process first\necho \"${STARTED_NAMES[*]}\"\nrequire_running");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.Trim().ShouldBe("second");
    }

    [Fact]
    public async Task FreePorts_Four_AreDifferent()
    {
        var run = await RunAsync("free_ports 4");

        run.Out.Trim().Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).Distinct().Count().ShouldBe(4);
    }

    Task<BashRun> RunAsync(string script) => BashRun.OfAsync(Arguments(script));

    string[] Arguments(string script) =>
    [
        "-c",
        $"set -euo pipefail\nwith() {{ . \"$1/$2.sh\"; }}\n{string.Concat(Parts.Select(part => $"with \"$2\" {part}\n"))}export RUN\nown_processes \"$1\"\n{script}",
        "bash", _folder.Path, Repository.LocalScripts,
    ];

    bool IsRunning(string pidFile)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_folder.Path, pidFile)), CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
