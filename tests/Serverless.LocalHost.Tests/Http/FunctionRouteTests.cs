using Serverless.LocalHost.Http;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Tests.Http;

public sealed class FunctionRouteTests
{
    [Theory]
    [InlineData("api", "", "/api/Run")]
    [InlineData("", "", "/Run")]
    [InlineData("api", ""","route":"/runs/{id:guid}" """, "/api/runs/{id:guid}")]
    [InlineData("v1/api/", ""","route":"runs" """, "/v1/api/runs")]
    public void Template_OfPrefixAndRoute_JoinsThem(string prefix, string more, string expected) =>
        Routes(prefix, ("Run", more)).ShouldHaveSingleItem().Template.ShouldBe(expected);

    [Theory]
    [InlineData("", AccessLevel.Function)]
    [InlineData(""","authLevel":"Anonymous" """, AccessLevel.Anonymous)]
    [InlineData(""","authLevel":"function" """, AccessLevel.Function)]
    [InlineData(""","authLevel":"Admin" """, AccessLevel.Admin)]
    public void Access_ByAuthLevel_IsFunctionUnlessSaid(string more, AccessLevel expected) =>
        Routes("api", ("Run", more)).ShouldHaveSingleItem().Access.ShouldBe(expected);

    [Fact]
    public void Routes_InAnyOrder_AreTriedByName() =>
        Routes("api", ("b", ""), ("C", ""), ("A", "")).Select(route => route.Function.Name).ShouldBe(["A", "b", "C"]);

    [Theory]
    [InlineData(""","route":"runs","methods":["get"]""", ""","route":"runs","methods":["post","GET"]""", true)]
    [InlineData(""","route":"runs","methods":["get"]""", ""","route":"RUNS" """, true)]
    [InlineData(""","route":"runs","methods":["get"]""", ""","route":"runs","methods":["post"]""", false)]
    public void Routes_OfTheSameTemplate_ConflictWhenTheyShareAMethod(string first, string second, bool conflict)
    {
        Action all = () => Routes("api", ("One", first), ("Two", second));

        if (conflict)
        {
            var message = all.ShouldThrow<StartException>().Message;
            message.ShouldContain("One");
            message.ShouldContain("Two");
        }
        else
        {
            all.ShouldNotThrow();
        }
    }

    [Theory]
    [InlineData("admin/users")]
    [InlineData("runtimes")]
    public void Route_LikeOneOfTheHosts_IsRefused(string route) =>
        Should.Throw<StartException>(() => Routes("api", ("Run", $",\"route\":\"{route}\""))).Message.ShouldContain("Run");

    static IReadOnlyList<FunctionRoute> Routes(string prefix, params (string Name, string More)[] functions) => FunctionRoute.All(
        functions.Select(function => Function.Read(function.Name, [$$"""{"name":"r","type":"httpTrigger"{{function.More}}}"""])), prefix);
}
