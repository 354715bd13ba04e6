namespace Serverless.Spaces.Encodings;

/// <summary>A cell with its operations on edges.</summary>
/// <param name="Nodes">Number of nodes: the first is the input, the last the output.</param>
/// <param name="Links">The edges in the order of tokens; each leads from an earlier node to a later one.</param>
/// <param name="Absent">Index in a token of the operation that stands for no operation.</param>
public sealed record CellEdges(int Nodes, IReadOnlyList<(int Source, int Target)> Links, int Absent);
