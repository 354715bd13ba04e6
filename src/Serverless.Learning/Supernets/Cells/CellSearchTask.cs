using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>The method by which operations and weights are learnt together.</summary>
public enum CellSearchMethod
{
    /// <summary>
    /// Stochastic NAS (Xie et al. 2019): all operations are computed, weighted by a relaxed choice; one loss for weights and choice.
    /// </summary>
    Snas,

    /// <summary>ProxylessNAS (Cai, Zhu, Han 2019): one path for the weights, gates of two paths for the choice.</summary>
    Proxyless,

    /// <summary>UNAS (Vahdat et al. 2020): the loss of a choice and its generalisation gap, differentiated by REBAR.</summary>
    Unas,
}

/// <summary>A gradient-based search for a cell of NAS-Bench-201, in one training of a network that contains all cells.</summary>
/// <param name="Method">The method.</param>
/// <param name="Space">The space, with the skeleton.</param>
/// <param name="Dataset">
/// The dataset. A fifth of its training images is used only for the choice, except with <see cref="CellSearchMethod.Snas"/>.
/// </param>
/// <param name="Recipe">
/// The recipe by which the weights are learnt. In the first third of its epochs only the weights are learnt, on paths drawn uniformly, except with
/// <see cref="CellSearchMethod.Snas"/>.
/// </param>
/// <param name="Costs">
/// The cost of each operation, in the order of the space, for instance from a table of latencies; the cost of a cell is the sum over its edges.
/// </param>
/// <param name="Strength">The weight of the costs; 0 to ignore them.</param>
/// <param name="Limit">
/// The cost that a cell may have, with <see cref="CellSearchMethod.Proxyless"/> and <see cref="CellSearchMethod.Unas"/>; greater than 0.
/// </param>
/// <param name="Seed">The seed of the weights and of everything that is drawn.</param>
public sealed record CellSearchTask(
    CellSearchMethod Method,
    SpaceSpecification Space,
    DatasetSpecification Dataset,
    TrainingRecipe Recipe,
    IReadOnlyList<double> Costs,
    double Strength,
    double Limit,
    long Seed);

/// <summary>The result of a gradient-based search.</summary>
/// <param name="Architecture">The cell with the most probable operation on each edge.</param>
/// <param name="Cost">The cost of the cell.</param>
/// <param name="ExpectedCost">The expected cost of a cell drawn at the end.</param>
/// <param name="Loss">The mean cross entropy of the steps of the last epoch.</param>
/// <param name="Seconds">The total time without reading the dataset, in seconds.</param>
public sealed record FoundCell(Architecture Architecture, double Cost, double ExpectedCost, double Loss, double Seconds);
