namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of all attributes that bind a function to something outside it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
}
