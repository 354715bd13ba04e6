using Serverless.Application.Storage;
using Serverless.Spaces;

namespace Serverless.Application.Tests.Storage;

public sealed class BlobPathTests
{
    [Fact]
    public void Parse_PrintedPath_ComesBack()
    {
        var path = BlobPaths.Outcome("s1", 7, new CandidateId("cab"));

        path.ToString().ShouldBe("searches/s1/generations/00007/outcomes/cab.json");
        BlobPath.Parse(path.ToString()).ShouldBe(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("/name")]
    [InlineData("container/")]
    public void Parse_NoContainerOrName_Throws(string text) => Should.Throw<FormatException>(() => BlobPath.Parse(text));

    [Fact]
    public void CachedEvaluation_Key_HoldsEverythingItDependsOn() =>
        BlobPaths.CachedEvaluation("nasbench201", "fashion-mnist", "fb74", new CandidateId("cab"), "full", -3).ToString()
            .ShouldBe("evaluations/nasbench201/fashion-mnist/fb74/cab/full--3.json");
}
