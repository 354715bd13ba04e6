using Serverless.Learning.Generators;
using Serverless.Learning.Generators.Pnag;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Generators.Pnag;

/// <summary>A space that can be enumerated, for which two devices need different architectures.</summary>
static class BudgetToy
{
    public static readonly GeneratorFitOptions Options = new() { Seed = 5, Device = "cpu" };

    static readonly double[][] Prices = [[1, 2, 3, 4], [4, 1, 3, 1]];

    public static SearchSpace Space { get; } = SpaceOf(4, 4);

    /// <value>All architectures: each further choice is better and dearer, and worth less than the one before.</value>
    public static BudgetMaterial Material { get; } = Make();

    public static SearchSpace SpaceOf(int decisions, int choices) => new TableSpace(
        "toy", [.. Enumerable.Range(0, decisions).Select(at => new Dimension($"d{at}", [.. Enumerable.Range(0, choices).Select(choice => $"{choice}")]))]);

    /// <summary>Every genotype.</summary>
    public static IEnumerable<int[]> Genotypes(SearchSpace space) => space.Dimensions.Aggregate(
        (IEnumerable<int[]>)[[]], (begun, dimension) => begun.SelectMany(start => Enumerable.Range(0, dimension.Choices.Count).Select(choice => (int[])[.. start, choice])));

    /// <summary>Weights of one budget, and a device, for so many rows.</summary>
    public static (Tensor Condition, Tensor Device) Question(BudgetMaterial material, int device, int budget, int rows) => (
        eye(BudgetMaterial.Budgets).narrow(0, budget, 1).repeat(rows, 1),
        tensor(material.Devices[device].Coordinates).unsqueeze(0).repeat(rows, 1));

    static BudgetMaterial Make()
    {
        var architectures = Genotypes(Space).Select(genotype => Space.Create(genotype)).ToList();
        double[] qualities = [.. architectures.Select(one => one.Genotype.ToArray().Select((choice, at) => Math.Sqrt(choice) * (1 + (at % 3))).Sum())];
        return new(Space, architectures, qualities, [.. Prices.Select(prices =>
        {
            double[] costs = [.. architectures.Select(one => one.Genotype.ToArray().Zip(prices, (choice, price) => choice * price).Sum() / (3 * prices.Sum()))];
            return new BudgetDevice([.. prices.Select(price => (float)price / 4)], costs, BudgetDevice.BudgetsOf(costs));
        })]);
    }
}
