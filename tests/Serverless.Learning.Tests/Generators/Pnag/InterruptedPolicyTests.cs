using Serverless.Learning.Generators;
using Serverless.Learning.Generators.Pnag;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Generators.Pnag;

public sealed class InterruptedPolicyTests
{
    [Theory]
    [InlineData(RankerTraining.Stage)]
    [InlineData(PolicyTraining.Stage)]
    public void Run_KilledInAStage_EndsWithTheWeightsOfTheUndisturbedFit(string stage)
    {
        var killed = new KilledFit(stage, after: 7);
        Should.Throw<OperationCanceledException>(() => Weights(killed));

        Weights(killed).ShouldBe(Weights(NoCheckpoints.Instance));
    }

    static float[] Weights(IFitCheckpoints checkpoints)
    {
        using var ranker = new RankerTraining(BudgetToy.Material, CPU).Run(BudgetToy.Options, 12, checkpoints, null, CancellationToken.None);
        using var policy = new PolicyTraining(BudgetToy.Material, ranker, CPU).Run(BudgetToy.Options, 12, checkpoints, null, CancellationToken.None);
        return [.. ranker.parameters().Concat(policy.parameters()).SelectMany(parameter => parameter.data<float>().ToArray())];
    }
}
