namespace Serverless.Core.Surrogates;

/// <summary>What a surrogate was fitted to.</summary>
/// <param name="Hash">Of the training set: <see cref="SurrogateTrainingSet.Hash"/>.</param>
/// <param name="Size">How many architectures were in it.</param>
/// <param name="Seed">Of weights, order and folds.</param>
public sealed record SurrogateTraining(string Hash, int Size, long Seed);
