namespace Serverless.Learning.Networks;

/// <summary>One edge of a cell.</summary>
/// <param name="Index">Its place in the genotype.</param>
/// <param name="Source">The node it reads.</param>
/// <param name="Target">The node it adds to.</param>
/// <param name="Operation">One of the space's operations.</param>
sealed record CellEdge(int Index, int Source, int Target, string Operation);
