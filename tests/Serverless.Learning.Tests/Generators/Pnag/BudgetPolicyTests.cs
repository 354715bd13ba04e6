using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Serverless.Core.Generators;
using Serverless.Learning.Generators.Pnag;
using Serverless.Learning.Onnx;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Generators.Pnag;

public sealed class BudgetPolicyTests(PolicyFixture fitted) : IClassFixture<PolicyFixture>
{
    static readonly BudgetMaterial Toy = BudgetToy.Material;

    [Fact]
    public void RewardRanker_QualitiesAndCostsThatFollowFromTheChoices_TellsWhichIsBetterUnderEachBudget()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var codes = tensor(Toy.OneHot()).reshape(Toy.Architectures.Count, -1);
        var (right, pairs) = (0, 0);
        foreach (var (device, budget) in Questions())
        {
            var (condition, known) = BudgetToy.Question(Toy, device, budget, Toy.Architectures.Count);
            var scores = fitted.Ranker.Score(codes, condition, known).data<float>().ToArray();
            for (var i = 0; i < scores.Length; i++)
            {
                for (var j = i + 1; j < scores.Length; j++)
                {
                    var better = DominanceRule.Compare(Judged(device, i), Judged(device, j), Toy.Devices[device].Budgets[budget]);
                    pairs += better == 0 ? 0 : 1;
                    right += better != 0 && better == Math.Sign(scores[i] - scores[j]) ? 1 : 0;
                }
            }
        }

        ((double)right / pairs).ShouldBeGreaterThan(0.88);
    }

    [Fact]
    public void Draw_EveryBudgetOfEveryDevice_ComesCloseToTheBestThatEnumerationFindsWithinIt()
    {
        var gaps = new List<double>();
        foreach (var (device, budget) in Questions())
        {
            using var scope = NewDisposeScope();
            using var unrecorded = no_grad();
            var (condition, known) = BudgetToy.Question(Toy, device, budget, rows: 10);
            var drawn = fitted.Policy.Draw(condition, known, Gumbel(10, seed: budget)).Choices.data<long>().ToArray().Chunk(4);

            var limit = Toy.Devices[device].Budgets[budget];
            var best = Enumerable.Range(0, Toy.Architectures.Count).Where(place => Toy.Devices[device].Costs[place] <= limit).Max(place => Toy.Qualities[place]);
            var found = drawn.Select(choices => Place([.. choices.Select(choice => (int)choice)])).Where(place => Toy.Devices[device].Costs[place] <= limit)
                .Select(place => Toy.Qualities[place]).DefaultIfEmpty(0).Max();
            gaps.Add((best - found) / Toy.Qualities.Max());
        }

        gaps.Average().ShouldBeLessThan(0.06);
    }

    [Fact]
    public void Surrogate_MeanOfManyDraws_IsTheGradientOfTheExpectedReward()
    {
        const int Repetitions = 60;
        const int Groups = 150;
        var space = BudgetToy.SpaceOf(2, 3);
        using var policy = new BudgetPolicy(space, references: 4, seed: 3);
        double[] rewardOf = [.. Enumerable.Range(0, 9).Select(place => place * place / 20.0)];

        var exact = Gradient(policy, () => ExpectedReward(policy, space, rewardOf).neg());
        var along = exact.Sum(value => (double)value * value);
        double[] parts = [.. Enumerable.Range(0, Repetitions).Select(repetition => Gradient(policy, () => Sampled(policy, rewardOf, Groups, repetition))
            .Zip(exact, (one, other) => (double)one * other).Sum() / along)];

        var mean = parts.Average();
        var error = Math.Sqrt(parts.Sum(part => (part - mean) * (part - mean)) / (Repetitions - 1) / Repetitions);
        error.ShouldBeLessThan(0.03, "or the test would not see what a baseline that counts the draw itself does: 3/4");
        mean.ShouldBe(1, 4 * error);
    }

    [Fact]
    public void Export_EqualNoise_OnnxRuntimeTakesTheChoicesThatTorchTakes()
    {
        const int Rows = 40;
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var noise = Gumbel(Rows, seed: 1);
        var (first, known) = BudgetToy.Question(Toy, device: 1, budget: 3, Rows);
        var condition = (first * 0.25f) + (BudgetToy.Question(Toy, 1, 4, Rows).Condition * 0.75f);

        using var session = new InferenceSession(Written());
        using var answered = session.Run(
        [
            Named(GeneratorGraph.Condition, condition), Named(GeneratorGraph.Device, known), Named(GeneratorGraph.Noise, noise),
        ]);

        answered[0].Name.ShouldBe(GeneratorGraph.Choices);
        answered[0].AsEnumerable<long>().ShouldBe(fitted.Policy.Draw(condition, known, noise).Choices.data<long>().ToArray());
    }

    byte[] Written()
    {
        var graph = new OnnxGraph("policy");
        graph.OutputWhole(
            GeneratorGraph.Choices,
            fitted.Policy.Export(
                graph, graph.Input(GeneratorGraph.Condition, BudgetMaterial.Budgets), graph.Input(GeneratorGraph.Device, 4), graph.Input(GeneratorGraph.Noise, 16)),
            4);
        return OnnxExporter.Model(graph, []).ToByteArray();
    }

    static NamedOnnxValue Named(string name, Tensor values) => NamedOnnxValue.CreateFromTensor(
        name, new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>(values.contiguous().data<float>().ToArray(), [.. values.shape.Select(length => (int)length)]));

    static IEnumerable<(int Device, int Budget)> Questions() =>
        Enumerable.Range(0, Toy.Devices.Count).SelectMany(device => Enumerable.Range(0, BudgetMaterial.Budgets).Select(budget => (device, budget)));

    static JudgedArchitecture Judged(int device, int place) => new(Toy.Qualities[place], Toy.Devices[device].Costs[place]);

    static int Place(int[] choices) => choices.Aggregate(0, (place, choice) => (place * 4) + choice);

    static Tensor Gumbel(int rows, int seed, int length = 16)
    {
        var random = RandomStream.For(seed, 0, 0);
        return tensor(Enumerable.Range(0, rows * length).Select(_ => (float)-Math.Log(-Math.Log(1 - random.NextDouble()) + double.Epsilon)).ToArray()).reshape(rows, length);
    }

    static Tensor Sampled(BudgetPolicy policy, double[] rewardOf, int groups, int seed)
    {
        var (condition, known) = BudgetToy.Question(Toy, device: 0, budget: 2, groups * PolicyTraining.Draws);
        var drawn = policy.Draw(condition, known, Gumbel(groups * PolicyTraining.Draws, seed, length: 6));
        float[] rewards = [.. drawn.Choices.data<long>().ToArray().Chunk(2).Select(choices => (float)rewardOf[(3 * choices[0]) + choices[1]])];
        return PolicyTraining.Surrogate(drawn.LogProbabilities.reshape(groups, PolicyTraining.Draws), tensor(rewards).reshape(groups, PolicyTraining.Draws));
    }

    /// <summary>Over every architecture, each forced by noise that no logit comes against.</summary>
    static Tensor ExpectedReward(BudgetPolicy policy, SearchSpace space, double[] rewardOf)
    {
        var (condition, known) = BudgetToy.Question(Toy, device: 0, budget: 2, rows: 9);
        var codes = new float[9 * 6];
        foreach (var (row, genotype) in BudgetToy.Genotypes(space).Index())
        {
            space.EncodeOneHot(space.Create(genotype), codes.AsSpan(row * 6, 6));
        }

        var probabilities = policy.Draw(condition, known, tensor(codes).reshape(9, 6) * 1e6f).LogProbabilities.exp();
        probabilities.sum().item<float>().ShouldBe(1, 1e-5);
        return (probabilities * tensor(rewardOf).to_type(float32)).sum();
    }

    static float[] Gradient(BudgetPolicy policy, Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        policy.zero_grad();
        loss().backward();
        return [.. policy.parameters().Where(parameter => parameter.grad is not null).SelectMany(parameter => parameter.grad!.data<float>().ToArray())];
    }
}
