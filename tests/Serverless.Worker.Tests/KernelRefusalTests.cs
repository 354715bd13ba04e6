using Serverless.Learning;
using Serverless.Learning.Kernels;
using Serverless.Testing;
using Serverless.Worker.Tests.Processes;

namespace Serverless.Worker.Tests;

public sealed class KernelRefusalTests
{
    [Fact]
    public void Check_EverySettingWrong_PrintsTheTableAndSaysWhatToSet()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var kernels = Kernels(setting => new KernelReport(setting.Name, [new("convolution", 0.75), new("linear", 1e-7)]));

        var status = KernelTable.Write(kernels, output, error);

        status.ShouldBe(ExitCodes.NotSetUp);
        output.ToString().ShouldContain("7.5E-01");
        output.ToString().ShouldContain("avx: wrong: convolution is off by 0.75");
        error.ToString().ShouldContain("nothing is trained here");
        error.ToString().ShouldContain("Set DNNL_MAX_CPU_ISA=SSE41");
    }

    [Fact]
    public void Check_OnlyTheLastSettingRight_TakesIt()
    {
        using var output = new StringWriter();
        var kernels = Kernels(setting => setting == KernelSetting.WithoutOneDnn
            ? new KernelReport(setting.Name, [new("convolution", 1e-6)])
            : new KernelReport(setting.Name, [], "the process crashed (signal 6)"));

        var status = KernelTable.Write(kernels, output, TextWriter.Null);

        status.ShouldBe(ExitCodes.Success);
        output.ToString().ShouldContain("default: wrong: the process crashed (signal 6)");
        output.ToString().ShouldContain("taken: without-onednn");
    }

    [Fact]
    public async Task Worker_EverySettingWrong_TakesNoJobs()
    {
        const string Storage = "AzureWebJobsStorage";
        var before = Environment.GetEnvironmentVariable(Storage);
        Environment.SetEnvironmentVariable(Storage, "UseDevelopmentStorage=true");
        try
        {
            var asked = 0;
            var kernels = Kernels(setting =>
            {
                asked++;
                return new KernelReport(setting.Name, [new("convolution", double.NaN)]);
            });

            // It would never end if it took jobs: nothing cancels it. Other tests have started libtorch in this process already.
            var status = await WorkerHost.RunAsync(new WorkerOptions(), () => kernels.Choose(), CancellationToken.None);

            status.ShouldBe(ExitCodes.NotSetUp);
            asked.ShouldBe(KernelSetting.All.Count);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Storage, before);
        }
    }

    [Fact]
    public async Task Worker_AskedToCheck_PrintsWhatThisMachineComputesAndEnds()
    {
        await using var worker = ChildProcess.StartProject("Serverless.Worker", ["--check"], WorkerProcess.Environment(null));

        (await worker.WaitForExitAsync()).ShouldBe(ExitCodes.Success);

        worker.Output.ShouldContain("convolution 8→8, 3×3 at 28×28");
        worker.Output.ShouldContain("taken: ");
    }

    static KernelChoice Kernels(Func<KernelSetting, KernelReport> check) => new(new ScriptedProbe(check), new MachineMemory(null), _ => { });
}
