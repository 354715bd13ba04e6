using Serverless.Learning.Kernels;
using Serverless.Testing;

namespace Serverless.Learning.Tests.Kernels;

public sealed class KernelChoiceTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly List<string> _said = [];
    readonly ScriptedProbe _probe = new();

    [Fact]
    public void Choose_DefaultIsRight_TakesItAndAsksNoFurther()
    {
        Choice().Choose().ShouldBe(KernelSetting.Default);

        _probe.Asked.ShouldBe([KernelSetting.Default]);
        _said.ShouldHaveSingleItem().ShouldContain("right");
    }

    [Fact]
    public void Choose_DefaultCrashes_TakesTheFirstThatIsRightAndSaysSoOnce()
    {
        _probe.Reports[KernelSetting.Default] = new KernelReport("default", [], "the process crashed (signal 6)");

        Choice().Choose().ShouldBe(KernelSetting.Avx);
        Choice().Choose().ShouldBe(KernelSetting.Avx);

        _probe.Asked.ShouldBe([KernelSetting.Default, KernelSetting.Avx]);
        _said.ShouldHaveSingleItem().ShouldContain("DNNL_MAX_CPU_ISA=AVX");
        _said[0].ShouldContain("crashed (signal 6)");
    }

    [Fact]
    public void Choose_AllAreWrong_RefusesSaysWhatToSetAndRemembersNothing()
    {
        foreach (var setting in KernelSetting.All)
        {
            _probe.Reports[setting] = new KernelReport(setting.Name, [new KernelError("convolution", 0.75)]);
        }

        var refusal = Should.Throw<TorchException>(() => Choice().Choose()).Message;

        refusal.ShouldContain("nothing is trained here");
        refusal.ShouldContain("DNNL_MAX_CPU_ISA=SSE41");
        refusal.ShouldContain("without-onednn: wrong: convolution is off by 0.75");
        Should.Throw<TorchException>(() => Choice().Choose());
        _probe.Asked.Count.ShouldBe(2 * KernelSetting.All.Count);
    }

    [Fact]
    public void Start_Again_ChecksNothing()
    {
        TorchProcess.Start(new KernelChoice(_probe, new MachineMemory(null), _said.Add));

        _probe.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void Report_NothingComputed_IsWrong() => new KernelReport("default", []).IsRight.ShouldBeFalse();

    public void Dispose() => _folder.Dispose();

    KernelChoice Choice() => new(_probe, new MachineMemory(Path.Combine(_folder.Path, "kernels.json")), _said.Add);
}
