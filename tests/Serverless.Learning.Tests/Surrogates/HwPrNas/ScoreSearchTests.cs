using System.Globalization;
using System.Text;
using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Tests.Surrogates.HwPrNas;

/// <summary>A search of a table that uses only scores.</summary>
public sealed class ScoreSearchTests
{
    const string Description = """
        {
          "name": "formula201", "space": "nasbench201", "architecture": { "column": "arch", "form": "notation" },
          "files": [ { "name": "formula201.csv", "metrics": [
            { "column": "score", "goal": "maximise" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    [Fact]
    public void Run_KindThatGivesScoresAlone_BecomesActiveAndChoosesByThem()
    {
        var table = ArchitectureTableReader.Read(
            TableDescriptionReader.Read(Encoding.UTF8.GetBytes(Description)).Description!, _ => new StringReader(Rows()));
        var evaluator = new TableEvaluator(Request(), table);
        var best = new List<double>();
        using var surrogates = new InProcessSurrogates((search, order, cancellation) => Fit(search, order, best, cancellation));
        var run = new SearchRun(evaluator, (started, candidate, _, _) => evaluator.LookUp(started, candidate.Architecture), surrogates);

        run.Run();

        run.State.Surrogate!.Decision.Role.ShouldBe(SurrogateRole.Active, run.State.Surrogate.Decision.Reason);
        run.State.Surrogate.Decision.FreshCorrelation.ShouldNotBeNull().ShouldBeGreaterThan(0.2);
        var chosen = run.Evaluations.Where(evaluation => evaluation.Predicted?.Reason == ChoiceReason.Score).ToList();
        chosen.Count.ShouldBeGreaterThan(8);
        chosen.ShouldAllBe(evaluation => evaluation.Predicted!.Score != null && evaluation.Predicted.Values.Count == 0);

        chosen.ShouldAllBe(evaluation => evaluation.Predicted!.Worth == evaluation.Predicted.Score);
        chosen.GroupBy(evaluation => evaluation.Generation).ShouldAllBe(
            generation => best.Contains(generation.Max(evaluation => evaluation.Predicted!.Score!.Value)), "the best of all that were proposed is among them");
    }

    static FitEnd Fit(CandidateEvaluator evaluator, FitSpecification order, List<double> best, CancellationToken cancellation)
    {
        order.Targets.ShouldBe(evaluator.Request.Objectives);
        using var fitted = SurrogateFitters.Find(order.Kind)!.Fit(
            OrderedFit.SetOf(order, evaluator.Space), OrderedFit.OptionsOf(order, device: "cpu") with { Epochs = 40 }, cancellation);
        return new FitEnd(new Model(new SurrogateScorer(order.Id, fitted.ToOnnx(), fitted.Metadata, evaluator.Space), evaluator, best));
    }

    static SearchSpace Space => SearchSpaces.Find("nasbench201-canonical")!;

    static SearchRequest Request() => new()
    {
        Space = Space.DefaultSkeleton,
        Dataset = new() { Name = "formula201" },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = "formula201" },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise }, new() { Metric = "ms", Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "random", BatchSize = 8 }.Completed(),
        Surrogate = SurrogateSpecification.Default(SurrogateKind.HwPrNas) with { Ensemble = 2, PoolSize = 60 },
        Budgets = new() { Evaluations = 40 },
        Seed = 5,
    };

    /// <summary>Values by a formula for 4,500 of the 4,930 cells, so that some candidates fail.</summary>
    static string Rows()
    {
        var space = Space;
        var rows = new StringBuilder("arch,score,ms\n");
        var cells = Enumerable.Range(0, int.MaxValue).Select(i => space.Canonicalise(space.Sample(RandomStream.For(1, 0, i))))
            .DistinctBy(space.Format).Take(4_500);
        foreach (var (i, cell) in cells.Index())
        {
            var cost = space.Cost(cell, space.DefaultSkeleton, TableImages.Shape);
            rows.Append(CultureInfo.InvariantCulture, $"{space.Format(cell)},{Math.Sqrt(cost.Macs) / 100 + (i % 7)},{cost.Parameters / 1e5}\n");
        }

        return rows.ToString();
    }

    /// <summary>Predicts, and notes the best score of what is connected.</summary>
    sealed class Model(SurrogateScorer scorer, CandidateEvaluator evaluator, List<double> best) : IFittedModel
    {
        readonly ArchitectureEncoder _encoder = ArchitectureEncoders.For(evaluator.Space, evaluator.Request.Space, evaluator.Shape);

        public double? HeldOutCorrelation => scorer.Metadata.HeldOutCorrelation(evaluator.Request.Objectives);

        public IReadOnlyList<CandidatePrediction> Predict(IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
        {
            Architecture[] architectures = [.. candidates.Select(candidate => candidate.Architecture)];
            var predictions = scorer.Score(architectures, evaluator.Request.Objectives, cancellation);
            best.Add(architectures.Index().Where(one => _encoder.IsConnected(one.Item)).Max(one => predictions.ScoreMean(one.Index)));
            return CandidatePrediction.Split(predictions);
        }

        public void Dispose() => scorer.Dispose();
    }
}
