namespace Serverless.Learning.Surrogates.Networks;

/// <summary>What a network says of each architecture, for each member.</summary>
/// <param name="Scores">One channel: greater is nearer to the front; null for a network without.</param>
/// <param name="Values">A channel a target, as the fit scaled them, or in an order alone that is calibrated after the fit.</param>
/// <param name="Own">The network's part in the values, which learns as if there were no other; null: there is no other.</param>
readonly record struct NetworkAnswer<T>(T? Scores, T Values, T? Own = null)
    where T : struct;
