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

    [Fact]
    public void Open_WithKeysOfFunctionsInTheSettings_KnowsThem()
    {
        var keys = KeysFile.Open(File, Settings.Of(("LocalHost:FunctionKeys:read:Value", "r"), ("LocalHost:FunctionKeys:read:Functions", "Get, List")));

        var key = keys.OfFunctions.ShouldHaveSingleItem();
        (key.Name, key.Value).ShouldBe(("read", "r"));
        key.Functions.ShouldBe(["Get", "List"]);
    }

    [Theory]
    [InlineData("Value", "Functions")]
    [InlineData("Functions", "Value")]
    public void Open_WithHalfAKeyOfFunctions_SaysWhatIsMissing(string given, string missing)
    {
        var refusal = Should.Throw<StartException>(() => KeysFile.Open(File, Settings.Of(($"LocalHost:FunctionKeys:read:{given}", "very secret"))));

        refusal.ExitCode.ShouldBe(ExitCodes.Configuration);
        refusal.Message.ShouldContain($"The function key read has no {missing}");
        refusal.ToString().ShouldNotContain("very secret");
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
