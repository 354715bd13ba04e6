using System.Text;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Tests.Searches;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

/// <summary>Requests that use a retired name are rejected with a message that gives the current name.</summary>
public sealed class RetiredNameTests
{
    [Theory]
    [InlineData("promotion", """{ "keep": 0.25 }""", "/promotion/keep", "keep", "reductionFactor", "4 where keep was 0.25")]
    [InlineData("promotion", """{ "untrained": "naswot" }""", "/promotion/untrained", "untrained", "zeroCostProxy", "stays the same")]
    [InlineData("surrogate", """{ "minimumEvaluations": 12 }""", "/surrogate/minimumEvaluations", "minimumEvaluations", "startupTrials", "stays the same")]
    [InlineData("surrogate", """{ "proposals": 500 }""", "/surrogate/proposals", "proposals", "poolSize", "stays the same")]
    [InlineData("objectives/0/metric", "\"flops\"", "/objectives/0/metric", "flops", "macs", "the numbers stay the same")]
    [InlineData("constraints/0/metric", "\"flops\"", "/constraints/0/metric", "flops", "macs", "the numbers stay the same")]
    [InlineData("space/name", "\"nasbench201-unmerged\"", "/space/name", "nasbench201-unmerged", "nasbench201", "all 15,625 cells")]
    [InlineData("space/name", "\"nasbench-macro-unmerged\"", "/space/name", "nasbench-macro-unmerged", "nasbench-macro", "all 6,561 networks")]
    public void Read_SearchRequest_TellsTheNewName(string path, string json, string pointer, string name, string newName, string remedy) =>
        ShouldTell(Requests.ReadWith(path, json).Errors, pointer, name, newName, remedy);

    [Theory]
    [InlineData("""{ "search": "s1", "from": "fit-a" }""", "/from", "from", "warmStart", "\"surrogate\": ID")]
    [InlineData("""{ "search": "s1", "mode": "heads" }""", "/mode", "mode", "warmStart", "freezeEncoder")]
    [InlineData("""{ "search": "s1", "warmStart": { "surrogate": "fit-a", "mode": "heads" } }""", "/warmStart/mode", "heads", "freezeEncoder", "encoder")]
    [InlineData("""{ "table": { "name": "nb201", "metrics": ["c10_test_200"], "rows": 9, "space": "nasbench201-unmerged" } }""", "/table/space", "nasbench201-unmerged", "nasbench201", "all 15,625 cells")]
    public void Read_FitRequest_TellsTheNewName(string json, string pointer, string name, string newName, string remedy) =>
        ShouldTell(FitRequestReader.Read(Encoding.UTF8.GetBytes(json), KnownTables.All).Errors, pointer, name, newName, remedy);

    [Fact]
    public void Read_NameThatMeansNothingThere_IsUnknownAsAnyOther() =>
        Requests.ReadWith("training/keep", "1").Errors.ShouldHaveSingleItem().Message.ShouldStartWith("'keep' is not a field here; use one of ");

    static void ShouldTell(IReadOnlyList<FieldError> errors, string pointer, string name, string newName, string remedy)
    {
        var message = errors.Where(error => error.Pointer == pointer).ShouldHaveSingleItem().Message;
        message.ShouldStartWith($"'{name}' is now called '{newName}': ");
        message.ShouldContain(remedy);
    }
}
