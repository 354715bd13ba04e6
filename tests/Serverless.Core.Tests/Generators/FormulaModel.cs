using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Generators;

/// <summary>
/// A generator whose results can be computed by hand: the preference for quality determines the number of convolutions in a cell, which add both cost
/// and quality.
/// </summary>
sealed class FormulaModel(int width = 2) : IGeneratorModel
{
    public static readonly NasBench201Space Space = new();

    public static readonly DeviceEmbedding Device = DeviceEmbedding.Of([1, 7]);

    public GeneratorMetadata Metadata { get; } = new()
    {
        Kind = GeneratorKind.Modnas,
        Space = Space.DefaultSkeleton,
        Shape = new ImageShape(3, 32, 32, 10),
        Quality = new Objective { Metric = "accuracy", Goal = Goal.Maximise },
        Cost = new Objective { Metric = "latencyMs", Goal = Goal.Minimise },
        References = ["a", "b"],
        Devices = [new GeneratorDevice("board", [1, 7], Spearman: null)],
        Conditions = width,
        CostInputs = [new SurrogateInput("features", 1, 4)],
        CostMembers = 2,
        Training = new SurrogateTraining("hash", 10, 0),
        CreatedBy = "tests",
    };

    public int Asked { get; private set; }

    public List<float[]> Conditions { get; } = [];

    public int[] Generate(ReadOnlySpan<float> conditions, DeviceEmbedding device, ReadOnlySpan<float> noise)
    {
        var count = conditions.Length / width;
        Asked += count;
        var choices = new int[count * 6];
        for (var row = 0; row < count; row++)
        {
            var condition = conditions.Slice(row * width, width).ToArray();
            Conditions.Add(condition);
            var position = width == 2 ? condition[0] : condition.Index().Sum(share => share.Item * share.Index / (width - 1));
            for (var edge = 0; edge < 6; edge++)
            {
                var logits = new float[5];
                logits[edge < Math.Round(6 * position) ? 3 : 1] = 4;
                for (var choice = 0; choice < 5; choice++)
                {
                    logits[choice] += noise[(row * 30) + (edge * 5) + choice];
                }

                choices[(row * 6) + edge] = Array.IndexOf(logits, logits.Max());
            }
        }

        return choices;
    }

    public IReadOnlyList<PredictedMetric> PredictQuality(IReadOnlyList<Architecture> architectures) =>
        [.. architectures.Select(architecture => new PredictedMetric(50 + (5 * Convolutions(architecture)), 1))];

    public IReadOnlyList<PredictedMetric> PredictCost(IReadOnlyList<Architecture> architectures, DeviceEmbedding device) =>
        [.. architectures.Select(architecture => new PredictedMetric(device.Restore(Convolutions(architecture) / 6.0), 0.25))];

    static int Convolutions(Architecture architecture)
    {
        var found = 0;
        foreach (var choice in architecture.Genotype)
        {
            found += choice == 3 ? 1 : 0;
        }

        return found;
    }
}
