using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Tests.Http.Keys;

public sealed class HostKeysTests
{
    static readonly HostKeys Keys = new(
        "master",
        new Dictionary<string, string> { ["default"] = "host", ["second"] = "other" },
        new Dictionary<string, string> { ["extension"] = "system" },
        [new FunctionKey("read", "reader", ["Get", "List"])]);

    [Theory]
    [InlineData(AccessLevel.Anonymous, null, true)]
    [InlineData(AccessLevel.Function, null, false)]
    [InlineData(AccessLevel.Function, "", false)]
    [InlineData(AccessLevel.Function, "Host", false)]
    [InlineData(AccessLevel.Function, "system", false)]
    [InlineData(AccessLevel.Function, "host", true)]
    [InlineData(AccessLevel.Function, "other", true)]
    [InlineData(AccessLevel.Function, "master", true)]
    [InlineData(AccessLevel.Admin, "host", false)]
    [InlineData(AccessLevel.Admin, "master", true)]
    public void Opens_ALevel_ByItsKeysAndTheMasters(AccessLevel level, string? key, bool expected) => Keys.Opens(level, key).ShouldBe(expected);

    [Theory]
    [InlineData("Get", AccessLevel.Function, "reader", true)]
    [InlineData("list", AccessLevel.Function, "reader", true)]
    [InlineData("Post", AccessLevel.Function, "reader", false)]
    [InlineData("Get", AccessLevel.Admin, "reader", false)]
    [InlineData("Get", AccessLevel.Function, "Reader", false)]
    [InlineData("Get", AccessLevel.Function, "", false)]
    [InlineData("Post", AccessLevel.Function, "host", true)]
    [InlineData("Post", AccessLevel.Anonymous, null, true)]
    public void OpensFunction_ByName_TakesItsOwnKeysToo(string name, AccessLevel level, string? key, bool expected) =>
        Keys.OpensFunction(name, level, key).ShouldBe(expected);

    [Theory]
    [InlineData("extension", "system", true)]
    [InlineData("extension", "master", true)]
    [InlineData("extension", "host", false)]
    [InlineData("other", "system", false)]
    [InlineData("extension", null, false)]
    public void OpensSystem_ByName_TakesThatKeyOrTheMasters(string name, string? key, bool expected) =>
        Keys.OpensSystem(name, key).ShouldBe(expected);

    [Fact]
    public void Opens_WithAnEmptyKeyOfItsOwn_StaysShut() =>
        new HostKeys("", new Dictionary<string, string> { ["default"] = "" }, new Dictionary<string, string>())
            .Opens(AccessLevel.Function, "").ShouldBeFalse();

    [Fact]
    public void Create_Twice_GivesDifferentKeys() => HostKeys.Create().Master.ShouldNotBe(HostKeys.Create().Master);
}
