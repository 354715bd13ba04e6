namespace Serverless.Domain.Spaces;

/// <summary>What is counted from an architecture alone.</summary>
/// <param name="Parameters">Trainable weights, batch normalisation's scale and shift included.</param>
/// <param name="Flops">Multiply-accumulates of convolutions and linear layers for one image (the NAS literature's FLOPs).</param>
public readonly record struct ArchitectureCost(long Parameters, long Flops);
