namespace Serverless.Spaces.Costs;

/// <summary>What follows the weights of a convolution, by its parameters per channel.</summary>
public enum ConvolutionEnd
{
    /// <summary>Nothing.</summary>
    Plain = 0,

    /// <summary>A bias.</summary>
    Biased = 1,

    /// <summary>Batch normalisation: a scale and a shift.</summary>
    Normalised = 2,
}
