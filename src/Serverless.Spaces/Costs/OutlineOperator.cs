namespace Serverless.Spaces.Costs;

/// <summary>One step of a network in order of execution.</summary>
/// <param name="Inputs">The values that it reads; one may be there twice.</param>
/// <param name="Output">The value that it makes.</param>
/// <param name="IsElementwise">Whether it can write over an input of the output's size that nothing reads afterwards.</param>
public sealed record OutlineOperator(IReadOnlyList<OutlineValue> Inputs, OutlineValue Output, bool IsElementwise);
