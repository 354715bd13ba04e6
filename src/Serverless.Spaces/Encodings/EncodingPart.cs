namespace Serverless.Spaces.Encodings;

/// <summary>One way to write an architecture as numbers.</summary>
public enum EncodingPart
{
    /// <summary>What is counted of the architecture and its network, then the one-hot choices: F numbers.</summary>
    Features,

    /// <summary>Who reads whom: V × V, row = who is read, column = who reads, how many times.</summary>
    Adjacency,

    /// <summary>What each node does: V × K, zeros for a node that is not there.</summary>
    Operations,

    /// <summary>The genotype as a sequence: L × T, one block of one-hot choices per place.</summary>
    Tokens,
}
