using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Running;

/// <summary>Fits surrogates as a worker does and predicts with them as an activity does, in this process.</summary>
public static class InProcessFits
{
    /// <summary>Fits a surrogate, as a callback of <see cref="InProcessSurrogates"/>.</summary>
    /// <exception cref="BenchException">There is no such kind.</exception>
    public static FitEnd Fit(CandidateEvaluator evaluator, FitSpecification order, CancellationToken cancellation)
    {
        try
        {
            var fitter = SurrogateFitters.Find(order.Kind) ?? throw new BenchException(
                $"There is no fitter of kind '{order.Kind}'; there are {string.Join(", ", SurrogateFitters.Kinds)}.");
            using var fitted = fitter.Fit(OrderedFit.SetOf(order, evaluator.Space), OrderedFit.OptionsOf(order, device: "cpu"), cancellation);
            return new FitEnd(new FittedModel(new SurrogateScorer(order.Id, fitted.ToOnnx(), fitted.Metadata, evaluator.Space), evaluator.Request.Objectives));
        }
        catch (SurrogateFitException failure)
        {
            return new FitEnd(Model: null, failure.Message);
        }
    }

    sealed class FittedModel(SurrogateScorer scorer, IReadOnlyList<Objective> objectives) : IFittedModel
    {
        public double? HeldOutCorrelation => scorer.Metadata.HeldOutCorrelation(objectives);

        public IReadOnlyList<CandidatePrediction> Predict(IReadOnlyList<Candidate> candidates, CancellationToken cancellation) =>
            CandidatePrediction.Split(scorer.Score([.. candidates.Select(candidate => candidate.Architecture)], objectives, cancellation));

        public void Dispose() => scorer.Dispose();
    }
}
