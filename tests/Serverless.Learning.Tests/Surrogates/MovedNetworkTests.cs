using Serverless.Learning.Generators.Modnas;
using Serverless.Learning.Generators.Pnag;
using Serverless.Learning.Generators.Stages;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Tests.Generators.Pnag;
using Serverless.Spaces.Encodings;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates;

/// <summary>Networks whose parameters were replaced, as moving to another device does, by moving them to another type and back.</summary>
public sealed class MovedNetworkTests
{
    static readonly NetworkInputs Nothing = new(new Dictionary<EncodingPart, Tensor>(), null);

    [Fact]
    public void Perceptron_Moved_AnswersAsBefore()
    {
        using var scope = NewDisposeScope();
        using var network = new Perceptron(2, [3], [4, 1], new MemberWeights(1));
        CheckMoved(network, () => network.Compute(new TorchAlgebra(Nothing, 2), TorchValue.Shared(arange(6, float32).reshape(2, 1, 3))).ByArchitecture);
    }

    [Fact]
    public void MemberNorm_Moved_AnswersAsBefore()
    {
        using var scope = NewDisposeScope();
        using var norm = new MemberNorm(2, 3);
        CheckMoved(norm, () => new TorchAlgebra(Nothing, 2).Normalise(TorchValue.OfMembers(arange(12, float32).reshape(2, 1, 6), 2), norm).ByArchitecture);
    }

    [Fact]
    public void HyperNetwork_Moved_AnswersAndIsWrittenAsBefore()
    {
        using var scope = NewDisposeScope();
        using var network = new HyperNetwork(new Decisions([3, 2]), references: 4, seed: 1, spread: 2);
        CheckMoved(network, () => network.Answer(tensor(new long[] { 1, 50 }), arange(8, float32).reshape(2, 4)).Logits);
        network.ToGraph().ShouldNotBeNull();
    }

    [Fact]
    public void PolicyAndReward_Moved_AnswerAsBefore()
    {
        using var scope = NewDisposeScope();
        var space = BudgetToy.SpaceOf(2, 3);
        using var policy = new BudgetPolicy(space, references: 4, seed: 1);
        using var ranker = new RewardRanker(space.OneHotLength, references: 4, seed: 1);
        var (conditions, devices, codes) = (eye(BudgetMaterial.Budgets).narrow(0, 0, 2), arange(8, float32).reshape(2, 4), zeros(2, space.OneHotLength));

        CheckMoved(policy, () => policy.Draw(conditions, devices, codes).LogProbabilities);
        CheckMoved(ranker, () => ranker.Score(codes, conditions, devices));
    }

    [Fact]
    public void Check_PoolWithoutAWay_IsRefused() =>
        Should.Throw<SurrogateFitException>(() => ConnectedPool.Check("own", [false, false])).Message.ShouldContain("none of 2 architectures");

    static void CheckMoved(nn.Module network, Func<Tensor> answer)
    {
        using var unrecorded = no_grad();
        var before = answer().data<float>().ToArray();
        network.to(float64);
        network.to(float32);
        answer().data<float>().ToArray().ShouldBe(before);
        network.parameters().ShouldAllBe(parameter => parameter.requires_grad);
    }
}
