using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Tests.Configuration;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Http.Keys;

public sealed class KeysFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "deep", "keys.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_ForTheFirstTime_MakesKeysThatTheNextTimeFinds()
    {
        var first = KeysFile.Open(File, Settings.Of());

        var second = KeysFile.Open(File, Settings.Of());

        second.Master.ShouldBe(first.Master);
        second.Functions.ShouldBe(first.Functions);
        second.Systems.Keys.ShouldBe([HostKeys.DurableTask]);
        second.Systems.ShouldBe(first.Systems);
    }

    [Fact]
    public void Open_WithKeysInTheSettings_TakesThese()
    {
        var keys = KeysFile.Open(File, Settings.Of(("LocalHost:MasterKey", "m"), ("LocalHost:HostKey", "h")));

        keys.Master.ShouldBe("m");
        keys.Functions[HostKeys.Default].ShouldBe("h");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"masterKey":"very secret","functionKeys":{"default":null},"systemKeys":{}}""")]
    [InlineData("""{"masterKey":"very secret","functionKeys":"oh"}""")]
    public void Open_OfABrokenFile_SaysWhatItShouldBeAndNoKey(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        var refusal = Should.Throw<StartException>(() => KeysFile.Open(File, Settings.Of()));

        refusal.ExitCode.ShouldBe(ExitCodes.Configuration);
        refusal.Message.ShouldContain(File);
        refusal.ToString().ShouldNotContain("very secret");
    }
}
