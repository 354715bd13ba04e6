using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>How operations and weights are learned together.</summary>
public enum CellSearchMethod
{
    /// <summary>Stochastic NAS (Xie et al. 2019): all operations, weighed by a relaxed choice; one loss for both.</summary>
    Snas,

    /// <summary>ProxylessNAS (Cai, Zhu, Han 2019): one path for the weights, gates of two for the choice.</summary>
    Proxyless,

    /// <summary>UNAS (Vahdat et al. 2020): the loss of a choice and its generalisation gap, by REBAR.</summary>
    Unas,
}

/// <summary>A search for a cell of NAS-Bench-201 by gradients, in one training of a network that has all of them.</summary>
/// <param name="Method">How.</param>
/// <param name="Space">Its skeleton.</param>
/// <param name="Dataset">A fifth of its training images is for the choice alone, but in <see cref="CellSearchMethod.Snas"/>.</param>
/// <param name="Recipe">How the weights are learned; in the first third of its epochs they alone, on paths drawn uniformly, but in <see cref="CellSearchMethod.Snas"/>.</param>
/// <param name="Costs">Of each operation, in the space's order, for instance of a table of latencies: a cell's is the sum over its edges.</param>
/// <param name="Strength">How much costs count; 0: nothing.</param>
/// <param name="Limit">The cost that cells may have: of <see cref="CellSearchMethod.Proxyless"/> and <see cref="CellSearchMethod.Unas"/>; greater than 0.</param>
/// <param name="Seed">Of the weights and all that is drawn.</param>
public sealed record CellSearchTask(
    CellSearchMethod Method,
    SpaceSpecification Space,
    DatasetSpecification Dataset,
    TrainingRecipe Recipe,
    IReadOnlyList<double> Costs,
    double Strength,
    double Limit,
    long Seed);

/// <summary>What a search by gradients found.</summary>
/// <param name="Architecture">The likeliest operation of each edge.</param>
/// <param name="Cost">Of it.</param>
/// <param name="ExpectedCost">Of what is drawn at the end.</param>
/// <param name="Loss">Mean cross entropy of the last epoch's steps.</param>
/// <param name="Seconds">Time of it all; reading the dataset does not count.</param>
public sealed record FoundCell(Architecture Architecture, double Cost, double ExpectedCost, double Loss, double Seconds);
