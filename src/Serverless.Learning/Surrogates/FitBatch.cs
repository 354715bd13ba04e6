using Serverless.Core.Objectives;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>What is known of the architectures of one step.</summary>
/// <param name="Values">b × m, scaled; 0 where unknown.</param>
/// <param name="Known">b × m: 1 where the value is known, else 0.</param>
/// <param name="Seen">b × members: 1 where the member may learn from the architecture, else 0.</param>
/// <param name="Targets">m: what the values are of.</param>
sealed record FitBatch(Tensor Values, Tensor Known, Tensor Seen, IReadOnlyList<Objective> Targets);
