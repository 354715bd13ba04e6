using Serverless.Core.Surrogates;
using Serverless.Inference;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates;

public sealed class SurrogateScorerTests
{
    static readonly Lazy<(byte[] Model, SurrogateMetadata Metadata)> Fitted = new(() =>
    {
        using var fitted = SurrogateFitters.Find(SurrogateKind.Lclr)!.Fit(
            SmallSets.Of(new NasBenchMacroSpace(), 20), new() { Members = 2, Epochs = 1 }, CancellationToken.None);
        return (fitted.ToOnnx(), fitted.Metadata);
    });

    [Fact]
    public void Open_ByItsFileAlone_KnowsWhatItIs()
    {
        using var scorer = SurrogateScorer.Open("fitted", Fitted.Value.Model);

        scorer.Metadata.Kind.ShouldBe(SurrogateKind.Lclr);
        scorer.Metadata.Targets.ShouldBe([SmallSets.Accuracy, SmallSets.Latency]);
    }

    [Fact]
    public void Score_Nothing_AnswersNothing()
    {
        using var scorer = SurrogateScorer.Open("fitted", Fitted.Value.Model);

        scorer.Score([]).Count.ShouldBe(0);
    }

    [Fact]
    public void Score_FromSeveralThreads_AnswersTheSame()
    {
        using var scorer = SurrogateScorer.Open("fitted", Fitted.Value.Model);
        var architectures = SmallSets.Of(new NasBenchMacroSpace(), 300, seed: 5).Architectures;
        var expected = scorer.Score(architectures).Values.ToArray();

        Parallel.For(0, 8, _ => scorer.Score(architectures).Values.ToArray().ShouldBe(expected));
    }

    [Fact]
    public void Construct_BytesCutOffOrChanged_IsRefusedOrAnswers()
    {
        var model = Fitted.Value.Model;
        for (var length = 0; length < model.Length; length += model.Length / 40)
        {
            Should.Throw<ModelException>(() => new SurrogateScorer("cut", model[..length], Fitted.Value.Metadata));
        }

        for (var place = 0; place < 2000; place += 13)
        {
            var changed = model.ToArray();
            changed[place] ^= 0x55;
            try
            {
                using var scorer = new SurrogateScorer("changed", changed, Fitted.Value.Metadata);
                scorer.Score(SmallSets.Of(new NasBenchMacroSpace(), 3).Architectures);
            }
            catch (ModelException refused)
            {
                refused.Message.ShouldContain("changed");
            }
        }
    }

    [Fact]
    public void Construct_MetadataOfAnother_IsRefused()
    {
        var other = Fitted.Value.Metadata with { Members = 3 };

        Should.Throw<ModelException>(() => new SurrogateScorer("fitted", Fitted.Value.Model, other)).Message.ShouldContain("metadata");
    }

    [Fact]
    public void Construct_SpaceUnknownHere_IsRefused() =>
        Should.Throw<ModelException>(() => new SurrogateScorer(
            "fitted", Fitted.Value.Model, Fitted.Value.Metadata with { Space = new() { Name = "table-sizes" } })).Message.ShouldContain("table-sizes");

    [Fact]
    public void Construct_LaterVersion_IsRefused() =>
        Should.Throw<ModelException>(() => new SurrogateScorer("fitted", Fitted.Value.Model, Fitted.Value.Metadata with { SchemaVersion = 2 }))
            .Message.ShouldContain("version 2");
}
