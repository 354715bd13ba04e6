using Serverless.Learning.Generators;
using Serverless.Learning.Generators.Pnag;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Generators.Pnag;

/// <summary>A reward and a policy that were fitted to <see cref="BudgetToy"/>.</summary>
public sealed class PolicyFixture : IDisposable
{
    public PolicyFixture()
    {
        Ranker = new RankerTraining(BudgetToy.Material, CPU).Run(BudgetToy.Options, 600, NoCheckpoints.Instance, null, CancellationToken.None);
        Policy = new PolicyTraining(BudgetToy.Material, Ranker, CPU).Run(BudgetToy.Options, 400, NoCheckpoints.Instance, null, CancellationToken.None);
    }

    internal RewardRanker Ranker { get; }

    internal BudgetPolicy Policy { get; }

    public void Dispose()
    {
        Ranker.Dispose();
        Policy.Dispose();
    }
}
