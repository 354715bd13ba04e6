using Serverless.Learning.Kernels;

namespace Serverless.Learning.Tests.Kernels;

public class ChildProbeTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("avx")]
    [InlineData("without-onednn")]
    public void Check_RealChild_AnswersForEveryLayer(string name)
    {
        var setting = KernelSetting.Find(name).ShouldNotBeNull();

        var report = new ChildProbe(typeof(ChildProbeTests).Assembly).Check(setting);

        // Which settings are right is the machine's; on every one of them the last is.
        report.Setting.ShouldBe(name);
        report.Summary.ShouldNotBeEmpty();
        if (setting == KernelSetting.WithoutOneDnn)
        {
            report.IsRight.ShouldBeTrue(report.Summary);
            report.Errors.Select(error => error.Name).ShouldBe(KernelCase.All.Select(each => each.Name));
        }
    }

    [Fact]
    public void Check_ProgramThatIsNone_IsWrong()
    {
        // The domain's assembly is no program: dotnet ends with an error.
        var report = new ChildProbe(typeof(Serverless.Spaces.SearchSpaces).Assembly).Check(KernelSetting.Default);

        report.IsRight.ShouldBeFalse();
        report.Summary.ShouldContain("the process ");
    }

    [Theory]
    [InlineData]
    [InlineData("--check")]
    [InlineData("--check", "magic")]
    [InlineData("--name", "default")]
    public void RunCheck_OtherArguments_GoesOn(params string[] arguments) => TorchProcess.RunCheck(arguments).ShouldBeNull();
}
