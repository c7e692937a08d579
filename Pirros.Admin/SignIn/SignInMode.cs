namespace Pirros.Admin.SignIn;

/// <summary>How people sign in to this installation.</summary>
/// <param name="DemoPeopleOffered">Whether the sign-in page offers demo people: in Development, when no Auth0 setting is given.</param>
public sealed record SignInMode(bool DemoPeopleOffered);
