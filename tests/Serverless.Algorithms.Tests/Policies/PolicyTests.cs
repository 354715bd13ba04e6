using Serverless.Algorithms.Options;
using Serverless.Algorithms.Policies;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Policies;

public sealed class PolicyTests
{
    readonly BranchSpace _space = new();

    public static TheoryData<string> Names => [.. PolicyNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void AddGradient_AnyWeight_IsTheSlopeOfFiniteDifferences(string name)
    {
        const double Step = 1e-5;
        var policy = PolicyNames.Create(name, _space);
        var weights = Weights(policy, scale: 0.7);
        foreach (int[] genotype in (int[][])[[1, 2, 1, 0], [1, 1, 0, 2], [0, 0, 0, 1]])
        {
            var gradient = new double[policy.WeightCount];
            policy.AddGradient(weights, genotype, temperature: 1.5, score: 0.8, bonus: 0.3, gradient);

            for (var i = 0; i < weights.Length; i++)
            {
                gradient[i].ShouldBe((ValueAt(genotype, i, Step) - ValueAt(genotype, i, -Step)) / (2 * Step), 1e-8, $"weight {i}");
            }
        }

        double ValueAt(int[] genotype, int place, double step)
        {
            double[] moved = [.. weights];
            moved[place] += step;
            return policy.AddGradient(moved, genotype, temperature: 1.5, score: 0.8, bonus: 0.3, new double[moved.Length]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_ManyTimes_DrawsEachAsOftenAsItsProbabilitySays(string name)
    {
        const int Draws = 20_000;
        var policy = PolicyNames.Create(name, _space);
        var weights = Weights(policy, scale: 0.5);
        var random = RandomStream.For(1, 1, 1);

        var counts = Enumerable.Range(0, Draws).Select(_ => policy.Sample(weights, 0.7, random)).CountBy(drawn => drawn).ToArray();

        var total = 0.0;
        foreach (var (drawn, count) in counts)
        {
            _space.Canonicalise(drawn).ShouldBe(drawn, "what does not count has its first choice");
            var probability = Math.Exp(policy.AddGradient(weights, drawn.Genotype, 0.7, score: 1, bonus: 0, new double[weights.Length]));
            total += probability;
            Math.Abs(count - (Draws * probability)).ShouldBeLessThan(4.5 * Math.Sqrt(Draws * probability));
        }

        total.ShouldBe(1, 0.01);
    }

    [Fact]
    public void Begin_Lstm_IsAboutEven()
    {
        var policy = new LstmPolicy(_space);

        var logarithm = policy.AddGradient(policy.Begin(RandomStream.For(1, 0, 0)), [1, 2, 1, 0], 1, score: 1, bonus: 0, new double[policy.WeightCount]);

        logarithm.ShouldBe(-Math.Log(36), 0.5);
    }

    static double[] Weights(Policy policy, double scale)
    {
        var random = RandomStream.For(3, 0, 0);
        return [.. Enumerable.Range(0, policy.WeightCount).Select(_ => scale * random.NextNormal())];
    }
}
